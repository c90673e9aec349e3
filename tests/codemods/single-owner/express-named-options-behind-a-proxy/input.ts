import cors, { type CorsOptions } from 'cors';
import express from 'express';

const corsOptions: CorsOptions = { origin: 'https://app.example.com' };

const app = express();
app.use(cors(corsOptions));

export default app;
