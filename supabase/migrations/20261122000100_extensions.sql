-- pgcrypto: hashes of the demo passwords. pg_trgm and btree_gin: search by a part of a name or
-- number within one organisation.
create extension if not exists pgcrypto with schema extensions;
create extension if not exists pg_trgm with schema extensions;
create extension if not exists btree_gin with schema extensions;
