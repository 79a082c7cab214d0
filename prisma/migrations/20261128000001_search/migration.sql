-- Search over names, aliases and statements, by the trigrams of their words. Nothing is stored for it but the indexes; those on
-- "history" serve earlier releases.
CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public;
CREATE EXTENSION IF NOT EXISTS unaccent SCHEMA public;
CREATE EXTENSION IF NOT EXISTS fuzzystrmatch SCHEMA public;

-- What a text is compared by: small letters without accents, and each Chinese or Japanese character a word of its own, as these
-- are written without spaces. Most texts are plain ASCII, and this is asked again of whatever an index finds.
CREATE FUNCTION folded(text TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN CASE WHEN octet_length(text) = char_length(text) THEN lower(text)
    ELSE btrim(regexp_replace(regexp_replace(
      lower(public.unaccent('public.unaccent'::regdictionary, normalize(text, NFKC))),
      '([\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])', ' \1 ', 'g'), '\s+', ' ', 'g')) END;

-- All names of something, so that one index finds it by any. Not folded here: a function within a function is prepared anew
-- at every call.
CREATE FUNCTION all_names(name TEXT, aliases TEXT[]) RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN name || coalesce(E'\n' || array_to_string(aliases, E'\n'), '');

-- The LIKE pattern of what has `words` in it, each character standing for itself.
CREATE FUNCTION containing(words TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN '%' || regexp_replace(words, '([\\%_])', '\\\1', 'g') || '%';

-- Whether `written` is `word` but for typos: one in 3 or 4 characters, two in more; two that changed places are two.
CREATE FUNCTION is_misspelt(word TEXT, written TEXT) RETURNS BOOLEAN LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN char_length(word) BETWEEN 3 AND 60 AND abs(char_length(written) - char_length(word)) <= 2
    THEN levenshtein(word, written) <= CASE WHEN char_length(word) <= 4 THEN 1 ELSE 2 END ELSE word = written END;

-- Whether a name is `words` but for typos, or has each of them but for typos.
CREATE FUNCTION is_nearly(words TEXT, name TEXT) RETURNS BOOLEAN LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN char_length(words) >= 3 AND (is_misspelt(words, name) OR NOT EXISTS (
    SELECT FROM regexp_split_to_table(words, '[^[:alnum:]]+') word WHERE NOT EXISTS (
      SELECT FROM regexp_split_to_table(name, '[^[:alnum:]]+') written WHERE is_misspelt(word, written))));

CREATE INDEX "entity_is_found" ON "Entity" USING gin (folded(all_names("name", "aliases")) gin_trgm_ops);
CREATE INDEX "entity_was_found" ON history."Entity" USING gin (folded(all_names("name", "aliases")) gin_trgm_ops);
CREATE INDEX "publisher_is_found" ON "Publisher" USING gin (folded(all_names("name", "aliases")) gin_trgm_ops);
CREATE INDEX "publisher_was_found" ON history."Publisher" USING gin (folded(all_names("name", "aliases")) gin_trgm_ops);
CREATE INDEX "claim_is_found" ON "Claim" USING gin (folded("statement") gin_trgm_ops);
