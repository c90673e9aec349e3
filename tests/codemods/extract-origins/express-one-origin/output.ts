import cors from "cors";
import express from "express";

const app = express();
app.use(cors({ origin: (_origin, callback) => callback(null, (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')) })); // the front end
app.get("/", (_req, res) => {
  res.json({ ok: true });
});

export default app;
