import type { Fact } from '../model/fact.ts';
import type { FactName, Facts, FactValue } from '../model/facts.ts';
import type { AiSystem, AssetRef, Evidence, FeatureKind } from '../model/feature.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { Message } from '../model/message.ts';
import type { Crm, RawAsset } from '../model/raw-asset.ts';
import type { Context } from './context.ts';
import type { References } from './references.ts';

export type Payload = RawAsset['payload'];

export interface MappingInput {
  asset: RawAsset;
  context: Context;
  knowledge: Knowledge;
}

/** A text to read purposes and persons from. */
export interface SourceText {
  text: string;
  at: string;
  /** `observed`: what a model is told · `label`: what the account calls its own objects · `hint`: other names. */
  as: 'observed' | 'label' | 'hint';
  /** The workflow step it belongs to; a text of no step concerns the whole asset. */
  step?: string;
}

/** One AI system found in an asset, before its neighbours are known. */
export interface DetectedSystem {
  system: AiSystem;
  kind: FeatureKind;
  /** Several systems in one asset are told apart by `system.id` in the key. */
  ownKey: boolean;
  facts: Facts;
  evidence: Evidence[];
  /** Where its output goes: ids of the steps that hold it (an action id), for the data flow inside the asset. */
  steps?: string[];
}

/** Is there AI in it? Decided with reasons, both ways. `plain`: nothing to say, counted only. */
export type Detection =
  | { result: 'ai'; systems: DetectedSystem[] }
  | { result: 'undetermined'; because: Message; systems: DetectedSystem[] }
  | { result: 'not-ai'; because: Message }
  | { result: 'plain' };

/** What data cannot say: a named, pure function, made by a factory that takes its options. */
export type FactFunction<T> = (input: MappingInput) => Fact<T>;

/** All that a mapping can say about a fact: five verbs as data, and `by` for a named function. No expressions. */
export type FactRule<T> =
  { path: string } | { const: T } | { lookup: string; in: Readonly<Record<string, T>> } | { by: FactFunction<T> };

export interface Mapping {
  /** Raised on any change of meaning: stored assets are then read again. */
  version: number;
  from: { crm: Crm; kind: string };
  /** Fills the shared context before any asset is detected (labels, names of action types, population). */
  contributes?(asset: RawAsset, context: Context, knowledge: Knowledge): void;
  /** Absent for context-only kinds (users, pipelines): they are not examined. */
  examine?: {
    /** Of this kind only these are looked at by themselves; the others give context, and are not counted. */
    only?(input: MappingInput): boolean;
    /** How many that were looked at it stands for beside itself, plain ones without a row of their own. */
    standsFor?(input: MappingInput): number;
    asset(input: MappingInput): AssetRef;
    detect(input: MappingInput): Detection;
    /** Facts that hold for every system in the asset; what a detection says about one system goes before. */
    facts: { [N in FactName]?: FactRule<FactValue<N>> };
    references?(input: MappingInput): References;
    /** Texts that tell what it is for: instructions to a model are observed, names and labels are hints. */
    texts?(input: MappingInput): SourceText[];
  };
}
