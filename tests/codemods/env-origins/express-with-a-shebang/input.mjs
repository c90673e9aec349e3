#!/usr/bin/env node
import express from 'express';
import cors from 'cors';

export default express().use(cors()).get('/', (req, res) => res.end('data'));
