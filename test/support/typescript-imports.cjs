// Jest compiles the files of globalSetup, but resolves their imports as Node does, and for Node `./x.js` is not `./x.ts`.
// Imported first by the setup files, this teaches it. (Test files need it not: Jest resolves theirs by moduleNameMapper.)
const Module = require('node:module');
const resolve = Module._resolveFilename;

Module._resolveFilename = function (request, parent, ...rest) {
  if (/^\.{1,2}\/.*\.js$/.test(request) && parent?.filename?.endsWith('.ts')) {
    try {
      return resolve.call(this, request.replace(/\.js$/, '.ts'), parent, ...rest);
    } catch {
      // A real JavaScript file.
    }
  }
  return resolve.call(this, request, parent, ...rest);
};
