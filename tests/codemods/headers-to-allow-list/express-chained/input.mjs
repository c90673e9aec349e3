import express from 'express';

export default express().get('/', (req, res) => {
  res.status(200).set('Access-Control-Allow-Origin', '*').json({ ok: true });
});
