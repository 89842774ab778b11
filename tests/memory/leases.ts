import type { Leases } from "@earshot/core/ports/clustering.ts";
import type { Rows } from "./rows.ts";

export function memoryLeases({ leases }: Rows): Leases {
  return {
    async take(name, token, now, until) {
      const lease = leases.get(name) ?? { fence: 0, holder: undefined, until: 0 };
      const own = lease.holder === token;
      if (!own && lease.holder !== undefined && lease.until >= now) return undefined;
      const fence = lease.fence + (own ? 0 : 1);
      leases.set(name, { fence, holder: token, until });
      return { name, token, fence, until };
    },
    async release({ name, fence }) {
      const lease = leases.get(name);
      if (lease?.fence === fence) leases.set(name, { ...lease, holder: undefined });
    },
  };
}
