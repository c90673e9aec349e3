import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { expect } from 'vitest';
import type { GuardReport } from '../../codemods/guard/guard-report.js';
import { root } from '../repository/root.js';

/** The published schema, which lets others in, and here no field that it does not name. */
const schema = JSON.parse(
  readFileSync(join(root, 'docs/codemods/cors-guard.schema.json'), 'utf8'),
  (_, value: unknown) =>
    typeof value === 'object' && value !== null && 'properties' in value
      ? { ...value, additionalProperties: false }
      : value,
) as object;
const validate = new Ajv({ allErrors: true }).compile(schema);

/** A report, held against the published schema. */
export function checked(report: unknown): GuardReport {
  validate(report);
  expect(validate.errors).toBeNull();
  return report as GuardReport;
}

/** What `--format json` printed, held against the published schema. */
export const jsonOf = ({ stdout }: { readonly stdout: string }): GuardReport => checked(JSON.parse(stdout));
