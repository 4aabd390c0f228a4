/** `3` or `"25%"` of a total; a percentage is rounded up or down. Kubernetes' `GetScaledValueFromIntOrPercent`. */
export function intOrPercent(value: number | string | undefined, total: number, roundUp: boolean): number {
  if (typeof value !== "string") return value ?? 0;
  const share = (Number.parseInt(value, 10) * total) / 100;
  return roundUp ? Math.ceil(share) : Math.floor(share);
}
