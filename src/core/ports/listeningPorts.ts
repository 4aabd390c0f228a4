/** What the machine knows about its own TCP ports. */
export interface ListeningPorts {
  /**
   * Those of the ports asked about that something listens on, whoever it belongs to. What cannot be found out counts
   * as free: a port that turns out to be taken is reported again when it is used.
   */
  taken(ports: readonly number[]): Promise<ReadonlySet<number>>;
}
