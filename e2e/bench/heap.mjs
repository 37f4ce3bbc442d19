// What half an hour of playing leaves behind: the Lab plays its scene over and over, and the heap is weighed after it has
// been swept. Run by `cargo xtask bench --only heap`; figures only, nothing is judged here.
import { playOverAndOver } from "./looping.mjs";

await playOverAndOver({ minutes: 30, warmUpMinutes: 4 });
