import cors from 'cors';
import express from 'express';

const app = express();
app.use(cors({ origin: ['https://app.example.com/', "http://localhost:5173"], credentials: true }));

export default app;
