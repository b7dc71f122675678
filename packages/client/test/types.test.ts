import { tools } from '@mockloop/tools';
import { expect, expectTypeOf, test } from 'vitest';
import { type CamelCase, MockLoopClient, type ToolMethods, type ToolName, type ToolTypes } from '../src/index.ts';

test('every tool of the catalogue is a method, and every method of a tool is one of the catalogue', () => {
  const own = Object.getOwnPropertyNames(MockLoopClient.prototype);
  const inherited = Object.getOwnPropertyNames(Object.getPrototypeOf(MockLoopClient.prototype));

  expect(inherited.filter((name) => name !== 'constructor').toSorted()).toEqual(
    tools.map(({ name }) => name.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase())).toSorted(),
  );
  expect(own.filter((name) => inherited.includes(name))).toEqual(['constructor']);
});

test('a method takes and gives what its tool does', () => {
  type Types = ToolTypes['query_mock_logs'];
  expectTypeOf<keyof ToolMethods>().toEqualTypeOf<CamelCase<ToolName>>();
  type Outputs = { [Name in ToolName]: Awaited<ReturnType<ToolMethods[CamelCase<Name>]>> };
  expectTypeOf<Outputs>().toEqualTypeOf<{ [Name in ToolName]: ToolTypes[Name]['output'] }>();
  expectTypeOf<MockLoopClient['queryMockLogs']>().parameter(0).toEqualTypeOf<Types['input']>();
  expectTypeOf<MockLoopClient['queryMockLogs']>().returns.resolves.toEqualTypeOf<Types['output']>();
  expectTypeOf<Types['output']['logs'][number]['status']>().toEqualTypeOf<number>();
});

test('nothing that a tool takes or gives is of any type', () => {
  type Any<T> = 0 extends 1 & T ? true : false;
  type Loose = {
    [Name in ToolName]: Any<ToolTypes[Name]['input']> | Any<ToolTypes[Name]['output']>;
  }[ToolName];
  expectTypeOf<Loose>().toEqualTypeOf<false>();
});

test('the compiler knows names, arguments and fields', () => {
  const check = async (client: MockLoopClient): Promise<void> => {
    // @ts-expect-error There is no such tool.
    await client.queryMokLogs({ server_url: '' });
    // @ts-expect-error Something is missing.
    await client.queryMockLogs({});
    // @ts-expect-error It is no text.
    await client.queryMockLogs({ server_url: 1 });
    // @ts-expect-error There is no such argument.
    await client.queryMockLogs({ server_url: '', limt: 1 });
    // @ts-expect-error There is no such tool.
    await client.callTool('query_mok_logs', {});
    // @ts-expect-error There is no such field.
    (await client.callTool('query_mock_logs', { server_url: '' })).lgs;
  };
  expect(check).toBeTypeOf('function');
});
