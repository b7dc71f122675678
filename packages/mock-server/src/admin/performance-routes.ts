import { OpenAPIHono } from '@hono/zod-openapi';
import type { LogStore } from '@mockloop/log-store';

export function createPerformanceRoutes(_logs: LogStore): OpenAPIHono {
  return new OpenAPIHono();
}
