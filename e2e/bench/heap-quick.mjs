// The same as `heap.mjs` for a moment, to see that everything runs.
import { playOverAndOver } from "./looping.mjs";

await playOverAndOver({ minutes: 0.3, warmUpMinutes: 0.1 });
