import { stringify } from 'yaml';
import * as vocabulary from '../claims/vocabulary.ts';

/** What can be computed of a source from its text. */
export interface MeasuredSource {
  slug: string;
  sha256: string;
  length: number;
  paragraphs: number;
  /** `und` where it could not be guessed. */
  language: string;
}

/** A source without claims, as YAML that passes the check, with every key explained to whoever fills it in. */
export function sourceSkeleton({ slug, sha256, length, paragraphs, language }: MeasuredSource): string {
  const aboutLanguage =
    language === 'und'
      ? 'TODO: the language could not be guessed; a BCP 47 tag, such as pt-BR'
      : 'a guess from the text: correct it, and add the region if you know it, as in pt-BR';
  return `\
# yaml-language-server: $schema=../schema/source.schema.json
# TODO: one line on what this document is. Its text is not republished here: it is known by its sha256.
# Title and byline as printed, in their own language; null: the document does not say. dataset/README.md explains every key.
slug: ${stringify(slug).trim()}
kind: ARTICLE # TODO: ${vocabulary.sourceKinds.join(', ')}
title: null
publisher: null # a slug from publishers.yaml; add the publisher there first
byline: null
url: null # beginning with https://
language: ${language} # ${aboutLanguage}
# When it was published: { edtf: "2026-01-31", basis: STATED }, or INFERRED with reasoning: how you know.
published: null
reliability: UNKNOWN # ${vocabulary.reliabilities.join(', ')}; reliabilityReasoning says why
# Computed from the text; leave them. They count Unicode code points of its NFC form with LF line ends.
sha256: ${stringify(sha256).trim()}
length: ${length} # ${paragraphs} ${paragraphs === 1 ? 'paragraph' : 'paragraphs'}: lines that are not blank

# What is wrong with the text, such as { kind: NO_DATE, note: The document states no date. }
# Where it has a place, also: passage: { paragraph: 1, phrase: the words }
# Kinds: ${vocabulary.defectKinds.join(', ')}
defects: []

# What it says, in the order of the text. Write [] away when you add the first claim. source:locate fills in where
# each phrase is found in its paragraph: at most 12 words, as they stand there, in quotes if a comma, : or # is in them.
claims: []
#  - key: nvidia-2026-amount # your name for it, for good
#    subject: bytedance-nvidia-2026 # a slug from entities/
#    property: amount # an id from properties.yaml, which says what the value is: quantity, text, entity or date
#    quantity: { value: 14e9, hedge: UP_TO, currency: USD } # hedge: ${vocabulary.hedges.join(', ')}
#    period: { edtf: "2026", phrase: em 2026, basis: STATED } # leave out what the text does not say
#    modality: PLAN # ${vocabulary.modalities.join(', ')}
#    confidence: HIGH # in your reading: ${vocabulary.confidences.join(', ')}; if not HIGH, note says why
#    attribution: [scmp] # whom the document credits, nearest first; leave it out where it speaks for itself
#    passage: { paragraph: 1, phrase: até US$ 14 bilhões }
#    statement: ByteDance plans to spend up to 14 billion dollars on Nvidia accelerators in 2026.
`;
}
