import type { Migrations } from './health-system.ts';

/**
 * What the database must have at least for these functions: the newest migration, and how many there
 * are from 20261124000100 on. A test compares it with the folder.
 */
export const EXPECTED_MIGRATIONS: Migrations = { newest: '20261201000460', count: 60 };
