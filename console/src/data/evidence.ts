// Photos and documents that prove a step.
import { ask, respond } from './http';

export const TAKEN_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] as const;

export interface Evidence {
  readonly sha256: string;
  readonly contentType: string;
  readonly bytes: number;
}

export function isTaken(type: string): boolean {
  return TAKEN_TYPES.some((each) => each === type);
}

export function sendEvidence(file: Blob): Promise<Evidence> {
  return ask<Evidence>('/api/evidence', {
    method: 'POST',
    body: file,
    headers: { 'Content-Type': file.type },
    // Photos from a phone over a slow line take longer than a question.
    patienceMs: 120_000,
  });
}

/** The evidence itself. Fetched, because an <img> could not name the tenant. */
export async function readEvidence(sha256: string): Promise<Blob> {
  const response = await respond(`/api/evidence/${sha256}`);
  return response.blob();
}
