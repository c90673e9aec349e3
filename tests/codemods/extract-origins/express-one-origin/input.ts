import cors from "cors";
import express from "express";

const app = express();
app.use(cors({ origin: "https://app.example.com" })); // the front end
app.get("/", (_req, res) => {
  res.json({ ok: true });
});

export default app;
