import cors from 'cors';
import express from 'express';

const app = express();
app.use(cors({ origin: ['https://app.example.com', 'https://admin.example.com'] }));
app.get('/', (req, res) => res.send('data'));

export default app;
