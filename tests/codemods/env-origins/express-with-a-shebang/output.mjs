#!/usr/bin/env node
import express from 'express';
import cors from 'cors';

export default express().use(cors({ origin: (_origin, callback) => callback(null, (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')) })).get('/', (req, res) => res.end('data'));
