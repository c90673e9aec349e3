/** Openings that many programs of the tests share. */
export const withCors = (program: string): string => `const cors = require('cors');\n${program}\n`;

export const withExpress = (program: string): string =>
  `const express = require('express');\nconst app = express();\n${program}\n`;

export const withHttp = (program: string): string => `const http = require('node:http');\n${program}\n`;

/** The same program with a function of its own in the place of the package. */
export const notThePackage = (program: string): string =>
  program.replace("require('cors')", "require('./cors')");
