import cors from 'cors';
import express from 'express';
import { corsOptions } from './cors-options.js';

export default express().use(cors(corsOptions));
