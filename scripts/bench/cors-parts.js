const importCors = "import cors from 'cors';";

/**
 * CORS configuration as back ends have it, safe and not.
 *
 * @type {readonly ((isTypeScript: boolean) => { imports: string, body: string })[]}
 */
export const corsParts = [
  () => ({ imports: importCors, body: 'app.use(cors());\n' }),

  (isTypeScript) => ({
    imports: isTypeScript ? "import cors, { type CorsOptions } from 'cors';" : importCors,
    body: `const corsOptions${isTypeScript ? ': CorsOptions' : ''} = {
  origin: process.env.ALLOWED_ORIGINS?.split(',').map((origin) => origin.trim()) || '*',
  methods: ['GET', 'POST', 'PUT', 'DELETE'],
  credentials: true,
};
app.use(cors(corsOptions));
`,
  }),

  () => ({
    imports: importCors,
    body: `const allowedOrigins = ['https://app.example.com', 'https://admin.example.com', 'http://localhost:5173'];
app.use(
  cors({
    origin(origin, callback) {
      if (!origin || allowedOrigins.indexOf(origin) !== -1) {
        callback(null, true);
      } else {
        callback(new Error('Not allowed by CORS'));
      }
    },
    credentials: true,
    maxAge: 86400,
  }),
);
`,
  }),

  (isTypeScript) => {
    const types = isTypeScript ? [': express.Request', ': express.Response', ': express.NextFunction'] : [];
    return {
      imports: '',
      body: `app.use((req${types[0] ?? ''}, res${types[1] ?? ''}, next${types[2] ?? ''}) => {
  res.setHeader('Access-Control-Allow-Origin', req.headers.origin || '*');
  res.setHeader('Access-Control-Allow-Methods', 'GET, POST, OPTIONS');
  res.setHeader('Access-Control-Allow-Headers', 'Content-Type, Authorization');
  res.setHeader('Access-Control-Allow-Credentials', 'true');
  if (req.method === 'OPTIONS') {
    res.sendStatus(204);
    return;
  }
  next();
});
`,
    };
  },

  () => ({
    imports: importCors,
    body: `const isProduction = process.env.NODE_ENV === 'production';
app.use(cors({ origin: isProduction ? 'https://app.example.com' : true, credentials: true }));
`,
  }),

  () => ({
    imports: "import { corsOptions } from '../config/cors-options.js';",
    body: 'app.set("corsOptions", corsOptions);\n',
  }),
];
