import { expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import serverJson from '../server.json' with { type: 'json' };

test('what the registry of MCP servers is told agrees with the package', () => {
  expect(serverJson.name).toBe(packageJson.mcpName);
  expect(serverJson.version).toBe(packageJson.version);
  expect(serverJson.packages).toEqual([
    expect.objectContaining({ registryType: 'npm', identifier: packageJson.name, version: packageJson.version }),
  ]);
  // The registry takes no more.
  expect(serverJson.description.length).toBeLessThanOrEqual(100);
});
