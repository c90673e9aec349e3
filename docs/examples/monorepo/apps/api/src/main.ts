import { http } from '@example/config';
import { app } from './app.js';

app.listen(http.port);
