import cors, { type CorsOptions } from 'cors';
import express from 'express';

const corsOptions: CorsOptions = { origin: 'https://app.example.com' };

const app = express();

export default app;
