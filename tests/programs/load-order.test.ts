import { expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { fix } from './lint.js';
import { loadOrderFaults, projects } from './load-order.js';

test.each(projects)(
  'a fixed config/cors that is loaded before dotenv runs admits the origin that .env lists: $name',
  async (project) => {
    expect(await loadOrderFaults(project, (file) => fix(plugin, file).text)).toEqual([]);
  },
);
