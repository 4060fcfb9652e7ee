/** The AsyncAPI document is whole. */
import { describe, expect, test } from '@jest/globals';
import { actSchemas, eventSchemas } from '@kengesh/domain';
import { asyncApiDocument } from './index.js';

describe('the AsyncAPI document', () => {
  const document = asyncApiDocument() as {
    readonly operations: { readonly [name: string]: { readonly messages: readonly { readonly $ref: string }[] } };
    readonly components: { readonly schemas: { readonly [name: string]: object } };
  };

  test('names nothing that it does not tell, and tells every act and every event', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(found => found[1]!);
    const at = (ref: string) =>
      ref
        .split('/')
        .reduce<unknown>((node, name) => (node as { [key: string]: unknown } | undefined)?.[name], document);
    expect(refs.filter(ref => at(ref) === undefined)).toEqual([]);
    const { schemas } = document.components;
    for (const type of Object.keys(actSchemas)) expect(schemas).toHaveProperty([`act.${type}`]);
    for (const type of Object.keys(eventSchemas)) expect(schemas).toHaveProperty([`entry.${type}`]);
    // AsyncAPI 3.0: names of components.
    expect(Object.keys(schemas).filter(name => !/^[\w.-]+$/.test(name))).toEqual([]);
  });

  test('has an operation for each event of the socket', () => {
    expect(Object.keys(document.operations).sort()).toEqual(
      ['ask', 'bye', 'frame', 'packed', 'pulse', 'resync', 'snapshot'].sort(),
    );
  });
});
