import { Octokit } from '@octokit/rest';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createMockServer, type MockServer } from '../../src/index.ts';
import { openApiDocuments } from '../support/corpus.ts';

const document = openApiDocuments().find(({ name }) => name === 'openapi-3.0/github-ghes-3.6.json');
const repo = { owner: 'acme', repo: 'tool' };
const sha = 'aa218f56b14c9653891f9e74264a383fa43fefbd';
let number = 0;

// biome-ignore lint/suspicious/noExplicitAny: the library has a type of its own for every answer
type Any = any;
type Id = string | number;

/** What the document declares of a resource, by the library's methods. */
interface Resource {
  create(): Promise<Any>;
  get?(id: Id): Promise<Any>;
  update?(id: Id): Promise<Any>;
  /** What the update changes. */
  readonly changed?: object;
  list?(page: { per_page: number; page: number }): Promise<Any>;
  delete?(id: Id): Promise<Any>;
  readonly id: string;
}

function resources(github: Octokit): Readonly<Record<string, Resource>> {
  const { issues, repos, pulls, gists, teams, orgs, users, reactions, checks } = github.rest;
  const n = (id: Id): number => Number(id);
  return {
    issues: {
      create: () => issues.create({ ...repo, title: 'Bug', body: 'It fails', labels: ['bug'], assignees: ['octocat'] }),
      get: (id) => issues.get({ ...repo, issue_number: n(id) }),
      update: (id) => issues.update({ ...repo, issue_number: n(id), state: 'closed' }),
      changed: { state: 'closed' },
      list: (page) => issues.listForRepo({ ...repo, ...page, state: 'all' }),
      id: 'number',
    },
    'issue comments': {
      create: () => issues.createComment({ ...repo, issue_number: 1, body: 'Indeed' }),
      get: (id) => issues.getComment({ ...repo, comment_id: n(id) }),
      update: (id) => issues.updateComment({ ...repo, comment_id: n(id), body: 'No' }),
      changed: { body: 'No' },
      list: (page) => issues.listComments({ ...repo, ...page, issue_number: 1 }),
      delete: (id) => issues.deleteComment({ ...repo, comment_id: n(id) }),
      id: 'id',
    },
    labels: {
      create: () => issues.createLabel({ ...repo, name: `label-${number++}`, color: 'ffffff' }),
      get: (id) => issues.getLabel({ ...repo, name: String(id) }),
      update: (id) => issues.updateLabel({ ...repo, name: String(id), description: 'Of bugs' }),
      changed: { description: 'Of bugs' },
      list: (page) => issues.listLabelsForRepo({ ...repo, ...page }),
      delete: (id) => issues.deleteLabel({ ...repo, name: String(id) }),
      id: 'name',
    },
    milestones: {
      create: () => issues.createMilestone({ ...repo, title: 'v1' }),
      get: (id) => issues.getMilestone({ ...repo, milestone_number: n(id) }),
      update: (id) => issues.updateMilestone({ ...repo, milestone_number: n(id), title: 'v2' }),
      changed: { title: 'v2' },
      list: (page) => issues.listMilestones({ ...repo, ...page, state: 'all' }),
      delete: (id) => issues.deleteMilestone({ ...repo, milestone_number: n(id) }),
      id: 'number',
    },
    pulls: {
      create: () => pulls.create({ ...repo, title: 'Fix', head: 'fix', base: 'main' }),
      get: (id) => pulls.get({ ...repo, pull_number: n(id) }),
      update: (id) => pulls.update({ ...repo, pull_number: n(id), title: 'Better fix' }),
      changed: { title: 'Better fix' },
      list: (page) => pulls.list({ ...repo, ...page, state: 'all' }),
      id: 'number',
    },
    reviews: {
      create: () => pulls.createReview({ ...repo, pull_number: 1, body: 'Fine' }),
      get: (id) => pulls.getReview({ ...repo, pull_number: 1, review_id: n(id) }),
      update: (id) => pulls.updateReview({ ...repo, pull_number: 1, review_id: n(id), body: 'Not so' }),
      changed: { body: 'Not so' },
      list: (page) => pulls.listReviews({ ...repo, ...page, pull_number: 1 }),
      delete: (id) => pulls.deletePendingReview({ ...repo, pull_number: 1, review_id: n(id) }),
      id: 'id',
    },
    'review comments': {
      create: () =>
        pulls.createReviewComment({ ...repo, pull_number: 1, body: 'Here', commit_id: sha, path: 'a.ts', line: 1 }),
      get: (id) => pulls.getReviewComment({ ...repo, comment_id: n(id) }),
      update: (id) => pulls.updateReviewComment({ ...repo, comment_id: n(id), body: 'There' }),
      changed: { body: 'There' },
      list: (page) => pulls.listReviewComments({ ...repo, ...page, pull_number: 1 }),
      delete: (id) => pulls.deleteReviewComment({ ...repo, comment_id: n(id) }),
      id: 'id',
    },
    'repository webhooks': {
      create: () => repos.createWebhook({ ...repo, config: { url: 'https://example.com/hook' } }),
      get: (id) => repos.getWebhook({ ...repo, hook_id: n(id) }),
      update: (id) => repos.updateWebhook({ ...repo, hook_id: n(id), active: false }),
      changed: { active: false },
      list: (page) => repos.listWebhooks({ ...repo, ...page }),
      delete: (id) => repos.deleteWebhook({ ...repo, hook_id: n(id) }),
      id: 'id',
    },
    releases: {
      create: () => repos.createRelease({ ...repo, tag_name: `v${number++}` }),
      get: (id) => repos.getRelease({ ...repo, release_id: n(id) }),
      update: (id) => repos.updateRelease({ ...repo, release_id: n(id), name: 'The first' }),
      changed: { name: 'The first' },
      list: (page) => repos.listReleases({ ...repo, ...page }),
      delete: (id) => repos.deleteRelease({ ...repo, release_id: n(id) }),
      id: 'id',
    },
    'deploy keys': {
      create: () => repos.createDeployKey({ ...repo, key: `ssh-rsa ${number++}`, title: 'CI' }),
      get: (id) => repos.getDeployKey({ ...repo, key_id: n(id) }),
      list: (page) => repos.listDeployKeys({ ...repo, ...page }),
      delete: (id) => repos.deleteDeployKey({ ...repo, key_id: n(id) }),
      id: 'id',
    },
    deployments: {
      create: () => repos.createDeployment({ ...repo, ref: 'main' }),
      get: (id) => repos.getDeployment({ ...repo, deployment_id: n(id) }),
      list: (page) => repos.listDeployments({ ...repo, ...page }),
      delete: (id) => repos.deleteDeployment({ ...repo, deployment_id: n(id) }),
      id: 'id',
    },
    'commit comments': {
      create: () => repos.createCommitComment({ ...repo, commit_sha: sha, body: 'Why' }),
      get: (id) => repos.getCommitComment({ ...repo, comment_id: n(id) }),
      update: (id) => repos.updateCommitComment({ ...repo, comment_id: n(id), body: 'Because' }),
      changed: { body: 'Because' },
      list: (page) => repos.listCommitCommentsForRepo({ ...repo, ...page }),
      delete: (id) => repos.deleteCommitComment({ ...repo, comment_id: n(id) }),
      id: 'id',
    },
    autolinks: {
      create: () =>
        repos.createAutolink({ ...repo, key_prefix: `T${number++}-`, url_template: 'https://example.com/<num>' }),
      get: (id) => repos.getAutolink({ ...repo, autolink_id: n(id) }),
      list: (page) => repos.listAutolinks({ ...repo, ...page }),
      delete: (id) => repos.deleteAutolink({ ...repo, autolink_id: n(id) }),
      id: 'id',
    },
    'check runs': {
      create: () => checks.create({ ...repo, name: 'build', head_sha: sha }),
      get: (id) => checks.get({ ...repo, check_run_id: n(id) }),
      update: (id) => checks.update({ ...repo, check_run_id: n(id), name: 'test' }),
      changed: { name: 'test' },
      id: 'id',
    },
    reactions: {
      create: () => reactions.createForIssue({ ...repo, issue_number: 1, content: 'heart' }),
      list: (page) => reactions.listForIssue({ ...repo, ...page, issue_number: 1 }),
      delete: (id) => reactions.deleteForIssue({ ...repo, issue_number: 1, reaction_id: n(id) }),
      id: 'id',
    },
    gists: {
      create: () => gists.create({ files: { 'a.txt': { content: 'a' } }, description: 'Mine' }),
      get: (id) => gists.get({ gist_id: String(id) }),
      update: (id) => gists.update({ gist_id: String(id), description: 'Yours' }),
      changed: { description: 'Yours' },
      list: (page) => gists.list(page),
      delete: (id) => gists.delete({ gist_id: String(id) }),
      id: 'id',
    },
    teams: {
      create: () => teams.create({ org: 'acme', name: `Justice League ${number++}` }),
      get: (id) => teams.getByName({ org: 'acme', team_slug: String(id) }),
      update: (id) => teams.updateInOrg({ org: 'acme', team_slug: String(id), description: 'Heroes' }),
      changed: { description: 'Heroes' },
      list: (page) => teams.list({ org: 'acme', ...page }),
      delete: (id) => teams.deleteInOrg({ org: 'acme', team_slug: String(id) }),
      id: 'slug',
    },
    'organization webhooks': {
      create: () => orgs.createWebhook({ org: 'acme', name: 'web', config: { url: 'https://example.com/hook' } }),
      get: (id) => orgs.getWebhook({ org: 'acme', hook_id: n(id) }),
      update: (id) => orgs.updateWebhook({ org: 'acme', hook_id: n(id), active: false }),
      changed: { active: false },
      list: (page) => orgs.listWebhooks({ org: 'acme', ...page }),
      delete: (id) => orgs.deleteWebhook({ org: 'acme', hook_id: n(id) }),
      id: 'id',
    },
    'public SSH keys': {
      create: () => users.createPublicSshKeyForAuthenticatedUser({ key: `ssh-rsa ${number++}`, title: 'Laptop' }),
      get: (id) => users.getPublicSshKeyForAuthenticatedUser({ key_id: n(id) }),
      list: (page) => users.listPublicSshKeysForAuthenticatedUser(page),
      delete: (id) => users.deletePublicSshKeyForAuthenticatedUser({ key_id: n(id) }),
      id: 'id',
    },
    'GPG keys': {
      create: () => users.createGpgKeyForAuthenticatedUser({ armored_public_key: 'KEY' }),
      get: (id) => users.getGpgKeyForAuthenticatedUser({ gpg_key_id: n(id) }),
      list: (page) => users.listGpgKeysForAuthenticatedUser(page),
      delete: (id) => users.deleteGpgKeyForAuthenticatedUser({ gpg_key_id: n(id) }),
      id: 'id',
    },
  };
}

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

describe.runIf(document !== undefined)('GitHub’s own library', () => {
  let mock: MockServer;
  let github: Octokit;

  beforeAll(async () => {
    mock = await createMockServer({ document: document?.file ?? '', storage: {} });
    const { apiUrl } = await mock.listen({ port: 0, adminPort: 0 });
    github = new Octokit({ baseUrl: apiUrl, auth: 'token', log: quiet });
    await github.rest.repos.createInOrg({ org: 'acme', name: 'tool', private: true });
    await github.rest.issues.create({ ...repo, title: 'First' });
    await github.rest.pulls.create({ ...repo, title: 'First', head: 'a', base: 'main' });
  }, 60_000);

  afterAll(() => mock.close());

  test.each(Object.keys(resources(new Octokit())))(
    '%s are created, read, changed, listed and deleted',
    { timeout: 30_000 },
    async (name) => {
      const resource = resources(github)[name] as Resource;
      const { data } = await resource.create();
      const id: Id = data[resource.id];
      if (resource.get !== undefined) expect((await resource.get(id)).data[resource.id]).toBe(id);
      if (resource.update !== undefined) {
        expect((await resource.update(id)).data).toMatchObject(resource.changed ?? {});
        expect((await resource.get?.(id))?.data).toMatchObject(resource.changed ?? {});
      }
      await resource.create();
      await resource.create();
      if (resource.list !== undefined) expect(await everyId(resource)).toContain(id);
      if (resource.delete === undefined) return;
      expect((await resource.delete(id)).status).toBeLessThan(300);
      if (resource.get !== undefined) await expect(resource.get(id)).rejects.toMatchObject({ status: 404 });
      if (resource.list !== undefined) expect(await everyId(resource)).not.toContain(id);
    },
  );

  test('repositories are created in several places and read in one', async () => {
    const { repos } = github.rest;
    const created = await repos.createInOrg({ org: 'acme', name: 'second', description: 'Another' });
    expect(created.data).toMatchObject({
      name: 'second',
      full_name: 'acme/second',
      description: 'Another',
      owner: { login: 'acme' },
    });
    expect(created.data.url).toMatch(/\/repos\/acme\/second$/);
    const at = { owner: 'acme', repo: 'second' };
    expect((await repos.get(at)).data).toMatchObject({ id: created.data.id, description: 'Another' });
    expect((await repos.update({ ...at, description: 'Better' })).data.description).toBe('Better');
    expect((await repos.listForOrg({ org: 'acme' })).data.map(({ name }) => name)).toEqual(['tool', 'second']);
    const mine = (await repos.createForAuthenticatedUser({ name: 'mine' })).data;
    expect((await repos.get({ owner: mine.owner.login, repo: 'mine' })).data.id).toBe(mine.id);
    await repos.update({ ...at, name: 'third' });
    expect((await repos.get({ owner: 'acme', repo: 'third' })).data.id).toBe(created.data.id);
    await repos.delete({ owner: 'acme', repo: 'third' });
    await expect(repos.get({ owner: 'acme', repo: 'third' })).rejects.toMatchObject({ status: 404 });
    await expect(github.rest.issues.listForRepo({ owner: 'acme', repo: 'third' })).rejects.toMatchObject({
      status: 404,
    });
  });

  test('the library’s own paging walks through all pages', async () => {
    await github.rest.repos.createInOrg({ org: 'acme', name: 'paged' });
    const at = { owner: 'acme', repo: 'paged' };
    for (let index = 0; index < 7; index++) await github.rest.issues.create({ ...at, title: `Issue ${index}` });
    const all = await github.paginate(github.rest.issues.listForRepo, { ...at, per_page: 3, direction: 'asc' });
    expect(all.map(({ title }) => title)).toEqual([0, 1, 2, 3, 4, 5, 6].map((index) => `Issue ${index}`));
    const newest = await github.rest.issues.listForRepo({ ...at, per_page: 1 });
    expect(newest.data[0]?.title).toBe('Issue 6');
  });

  test('an issue has the labels and people that it was given', async () => {
    const { data } = await github.rest.issues.create({
      ...repo,
      title: 'Bug',
      labels: ['bug'],
      assignees: ['octocat'],
    });
    expect(data).toMatchObject({ state: 'open', labels: ['bug'], assignees: [{ login: 'octocat' }] });
    expect(data.closed_at).toBeNull();
  });

  test('a release is found by its tag, and a gist is starred', async () => {
    const { repos, gists } = github.rest;
    const { data } = await repos.createRelease({ ...repo, tag_name: 'v2026' });
    expect((await repos.getReleaseByTag({ ...repo, tag: 'v2026' })).data.id).toBe(data.id);
    const gist_id = (await gists.create({ files: { a: { content: 'a' } } })).data.id ?? '';
    await expect(gists.checkIsStarred({ gist_id })).rejects.toMatchObject({ status: 404 });
    await gists.star({ gist_id });
    expect((await gists.checkIsStarred({ gist_id })).status).toBe(204);
    await gists.unstar({ gist_id });
    await expect(gists.checkIsStarred({ gist_id })).rejects.toMatchObject({ status: 404 });
  });

  test('a secret is made by PUT with 201, and changed by it with 204', async () => {
    const secret = { ...repo, secret_name: 'TOKEN' };
    const put = (): Promise<Any> =>
      github.rest.actions.createOrUpdateRepoSecret({ ...secret, encrypted_value: 'eA==', key_id: '1' });
    expect((await put()).status).toBe(201);
    expect((await put()).status).toBe(204);
    expect((await github.rest.actions.getRepoSecret(secret)).data.name).toBe('TOKEN');
    expect((await github.rest.actions.listRepoSecrets(repo)).data).toMatchObject({
      total_count: 1,
      secrets: [{ name: 'TOKEN' }],
    });
    await github.rest.actions.deleteRepoSecret(secret);
    expect((await github.rest.actions.listRepoSecrets(repo)).data.total_count).toBe(0);
  });

  beforeEach(() => {
    expect(mock.document.operations.length).toBeGreaterThan(500);
  });
});

async function everyId(resource: Resource): Promise<readonly Id[]> {
  const ids: Id[] = [];
  for (let page = 1; page < 20; page++) {
    const { data } = (await resource.list?.({ per_page: 2, page })) ?? { data: [] };
    const list: readonly Record<string, Id>[] = Array.isArray(data)
      ? data
      : ((Object.values(data).find(Array.isArray) ?? []) as readonly Record<string, Id>[]);
    const fresh = list.map((one) => one[resource.id] ?? '').filter((id) => !ids.includes(id));
    if (fresh.length === 0) return ids;
    ids.push(...fresh);
  }
  return ids;
}
