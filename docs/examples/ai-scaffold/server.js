const express = require('express');
const cookieSession = require('cookie-session');
const cors = require('cors');
const accountRoutes = require('./routes/account');
const invoiceRoutes = require('./routes/invoices');
const uploadRoutes = require('./routes/uploads');
const statusRoutes = require('./routes/status');
const { secret } = require('./config/secrets');

require('dotenv').config({ quiet: true });

const app = express();

// Behind the TLS proxy of the hosting platform
app.set('trust proxy', 1);

app.use(express.json());
app.use(
  cookieSession({
    name: 'session',
    keys: [secret('SESSION_SECRET')],
    maxAge: 24 * 60 * 60 * 1000,
    httpOnly: true,
    // The front end is served from another domain
    sameSite: 'none',
    secure: true,
  }),
);

// Routes with their own CORS settings
app.use('/api/status', statusRoutes);
app.use('/api/account', accountRoutes);
app.use('/api/uploads', uploadRoutes);

// Everything else
app.use(cors());
app.use('/api/invoices', invoiceRoutes);

app.use((req, res) => {
  res.status(404).json({ error: 'Not found' });
});

app.use((err, req, res, next) => {
  console.error(err);
  res.status(err.status || 500).json({ error: 'Something went wrong' });
});

if (require.main === module) {
  const server = app.listen(process.env.PORT || 3000, () => {
    console.log(`Server running on http://localhost:${server.address().port}`);
  });
}

module.exports = app;
