import cors from 'cors';

const allowed = ['https://app.example.com'];

export default cors({
  origin(origin, callback) {
    if (!origin || allowed.indexOf(origin) !== -1) callback(null, true);
    else callback(new Error('Not allowed by CORS'));
  },
});
