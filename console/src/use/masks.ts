// An entity as it is shown: masked, or in clear once somebody said why. In clear it is one reading,
// and it is forgotten with the panel.
import { type ComputedRef, type Ref, computed, ref, shallowRef, watch } from 'vue';
import type { Entity } from '../data/concise';
import { hasMasks } from '../data/masks';
import { may } from '../data/session';

export interface Unmasking {
  readonly shown: ComputedRef<Entity | null>;
  /** Whether something is covered that whoever sits here may see. */
  readonly canLift: ComputedRef<boolean>;
  /** For which purpose masks are lifted now; empty while they are not. */
  readonly purpose: Ref<string>;
  readonly asking: Ref<boolean>;
  lift(entity: Entity, purpose: string): void;
  cover(): void;
}

export function useMasks(id: () => string, masked: () => Entity | null | undefined): Unmasking {
  const clear = shallowRef<Entity | null>(null);
  const purpose = ref('');
  const asking = ref(false);
  const cover = (): void => {
    clear.value = null;
    purpose.value = '';
  };
  watch(id, cover);
  return {
    shown: computed(() => clear.value ?? masked() ?? null),
    canLift: computed(() => {
      const entity = masked();
      return !clear.value && entity != null && hasMasks(entity) && may('LIFT_MASKS');
    }),
    purpose,
    asking,
    lift: (entity, why) => {
      clear.value = entity;
      purpose.value = why;
    },
    cover,
  };
}
