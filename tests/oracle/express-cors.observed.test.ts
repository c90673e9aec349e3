import { describe, expect, it } from 'vitest';
import { triedIn } from '../harness/matrix.js';
import { modelAnswers, type ModelRequest } from '../harness/model.js';
import { boot, type Program } from '../harness/server.js';
import { noteRun } from '../harness/support-evidence.js';
import {
  asked,
  expectAgreement,
  modelledAnswers,
  origins,
  questionOf,
  withServer,
  type Configured,
} from './agreement.js';
import { compositions, type Exchange } from './express-cors.compositions.js';
import {
  configurations,
  environmentConfigurations,
  type Configuration,
} from './express-cors.configurations.js';
import { hosts, type Host } from './express-cors.hosts.js';

for (const [row, host] of hosts.entries()) {
  describe(`cors on ${host.name}`, () => {
    for (const configuration of triedIn(row, configurations)) {
      it.concurrent(configuration.name, async (running) => {
        await expectAgreement(configuredOn(host, configuration), running);
      });
    }
  });
}

describe('cors and the environment', () => {
  for (const configuration of environmentConfigurations) {
    it(configuration.name, async (running) => {
      await expectAgreement(configuredOn(express5, configuration), running);
    });
  }
});

describe('cors with a global regular expression', () => {
  for (const configuration of configurations.filter(({ stateful }) => stateful)) {
    it(`${configuration.name} admits a listed origin and refuses it the next time; the model tells the first answer`, async (running) => {
      const onExpress = configuredOn(express5, configuration);
      noteRun(running, onExpress.program.text);
      const request: ModelRequest = { origin: origins.listed, kind: 'actual', method: 'GET' };
      const [first, second, third] = await withServer(onExpress.program, async (server) => [
        await asked(server, request),
        await asked(server, request),
        await asked(server, request),
      ]);

      expect(first).toMatchObject({ outcome: 'answered', allowOrigin: [origins.listed] });
      expect(second).toMatchObject({ outcome: 'answered', allowOrigin: [] });
      expect(third).toEqual(first);
      expect(modelledAnswers(onExpress, [request])).toEqual([first]);
    });
  }
});

describe('cors beside other things', () => {
  for (const { name, versions, program: write, exchanges } of compositions) {
    for (const version of versions) {
      it(`${name} (${version})`, async (running) => {
        const program: Program = { text: write(version), language: 'cjs' };
        noteRun(running, program.text);
        if (exchanges === 'fails at set-up') {
          expect(await boot(program)).toMatchObject({ outcome: 'fails at set-up' });
          return;
        }
        const observations = await withServer(program, (server) =>
          Promise.all(
            exchanges.map((exchange) => server.ask({ ...questionOf(exchange), path: exchange.path })),
          ),
        );
        expect(observations).toMatchObject(
          exchanges.map(({ status, allowOrigin, allowCredentials }) => ({
            status,
            allowOrigin,
            allowCredentials,
          })),
        );

        const rows = modelAnswers(program, exchanges.map(requestOf));
        exchanges.forEach(({ site, kind, origin, allowOrigin }, index) => {
          if (site === undefined) return;
          expect(rows[site]?.[index], `site ${site}, ${kind} from ${origin}`).toMatchObject({
            outcome: 'answered',
            allowOrigin,
          });
        });
      });
    }
  }
});

const [express5] = hosts as readonly [Host, ...Host[]];

function configuredOn(host: Host, { argument, environment, stateful }: Configuration): Configured {
  const { path } = host;
  return { program: { text: host.program(argument), language: 'cjs', environment }, stateful, path };
}

function requestOf({ origin, kind }: Exchange): ModelRequest {
  return { origin, kind, method: 'GET' };
}
