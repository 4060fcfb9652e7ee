/**
 * The types of the folded state as JSON Schema, read out of the declarations by the compiler. Numbers of a journal are whole, and
 * a table is an object by name, however it is kept in memory.
 */
import path from 'node:path';
import ts from 'typescript';

type Schema = Record<string, unknown>;

export function stateSchemas(file: string, root: string): { readonly [name: string]: Schema } {
  const { config } = ts.readConfigFile(path.join(__dirname, '../../../tsconfig.json'), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, __dirname);
  const program = ts.createProgram([file], options);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const symbol = source && checker.getSymbolAtLocation(source);
  const declared = symbol && checker.getExportsOfModule(symbol).find(one => one.name === root);
  if (!declared) throw new Error(`${file} has no ${root}`);

  const defs: Record<string, Schema> = {};
  const names = new Map<ts.Type, string>();

  /** Interfaces and plain aliases keep their names; what is made on the way has none. */
  function nameOf(type: ts.Type): string | undefined {
    if (type.aliasSymbol && !type.aliasTypeArguments?.length) return type.aliasSymbol.name;
    const { objectFlags = 0 } = type as ts.ObjectType;
    const isPlain = objectFlags & ts.ObjectFlags.Interface && !(type as ts.InterfaceType).typeParameters?.length;
    return isPlain ? type.symbol.name : undefined;
  }

  function named(type: ts.Type, name: string): Schema {
    let known = names.get(type);
    if (!known) {
      known = name;
      for (let n = 2; known in defs; n++) known = `${name}${n}`;
      names.set(type, known);
      // Named before it is told, for it may name itself.
      const schema: Schema = {};
      defs[known] = schema;
      Object.assign(schema, shapeOf(type));
    }
    return { $ref: `#/$defs/${known}` };
  }

  function schemaOf(type: ts.Type): Schema {
    const isObject = (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;
    const name = isObject && !checker.isArrayType(type) ? nameOf(type) : undefined;
    return name === undefined ? shapeOf(type) : named(type, name);
  }

  function unionOf(types: readonly ts.Type[]): Schema {
    const held = types.filter(one => !(one.flags & ts.TypeFlags.Undefined) && one.symbol?.name !== 'PersistentMap');
    const literals = held.filter(one => one.isStringLiteral() || one.isNumberLiteral());
    const booleans = held.filter(one => one.flags & ts.TypeFlags.BooleanLiteral);
    const rest = held.filter(one => !literals.includes(one as never) && !booleans.includes(one));
    const options = [
      ...(literals.length > 0 ? [{ enum: literals.map(one => (one as ts.LiteralType).value).sort() }] : []),
      ...(booleans.length === 2 ? [{ type: 'boolean' }] : booleans.map(shapeOf)),
      ...rest.map(schemaOf),
    ];
    // In an order that does not hang on what the compiler has seen before.
    const inOrder = options.map(one => [JSON.stringify(one), one] as const).sort(([a], [b]) => (a < b ? -1 : 1));
    return options.length === 1 ? options[0]! : { anyOf: inOrder.map(([, one]) => one) };
  }

  function shapeOf(type: ts.Type): Schema {
    const { flags } = type;
    if (type.isUnion()) return unionOf(type.types);
    if (flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return {};
    if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value };
    if (flags & ts.TypeFlags.BooleanLiteral) return { const: checker.typeToString(type) === 'true' };
    if (flags & ts.TypeFlags.String) return { type: 'string' };
    if (flags & ts.TypeFlags.Number) return { type: 'integer' };
    if (flags & ts.TypeFlags.Null) return { type: 'null' };
    if (checker.isTupleType(type)) return { type: 'array' };
    if (checker.isArrayType(type)) {
      const [item] = checker.getTypeArguments(type as ts.TypeReference);
      return { type: 'array', items: schemaOf(item!) };
    }
    if (!(flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)))
      throw new Error(`no JSON: ${checker.typeToString(type)}`);
    return objectOf(type);
  }

  function objectOf(type: ts.Type): Schema {
    const properties: Record<string, Schema> = {};
    const required: string[] = [];
    for (const member of checker.getPropertiesOfType(type)) {
      const isOptional = (member.flags & ts.SymbolFlags.Optional) !== 0;
      properties[member.name] = schemaOf(checker.getTypeOfSymbol(member));
      if (!isOptional) required.push(member.name);
    }
    const rows = checker.getIndexInfoOfType(type, ts.IndexKind.String);
    return {
      type: 'object',
      ...(Object.keys(properties).length > 0 ? { properties } : {}),
      ...(required.length > 0 ? { required } : {}),
      // A later build may say more.
      ...(rows ? { additionalProperties: schemaOf(rows.type) } : {}),
    };
  }

  named(checker.getDeclaredTypeOfSymbol(declared), root);
  return withRefs(defs, 'Wording');
}

/** What was made on the way, and says the same as this named shape, is told by its name. */
function withRefs(defs: Record<string, Schema>, name: string): Record<string, Schema> {
  const same = JSON.stringify(defs[name]);
  const settle = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(settle);
    if (typeof node !== 'object' || node === null) return node;
    if (JSON.stringify(node) === same) return { $ref: `#/$defs/${name}` };
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, settle(value)]));
  };
  return Object.fromEntries(
    Object.entries(defs).map(([of, schema]) => [of, of === name ? schema : settle(schema)]),
  ) as Record<string, Schema>;
}
