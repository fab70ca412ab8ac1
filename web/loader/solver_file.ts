// The solver of challenges, loaded only if a server asks for one.
import type { Solver } from '../solver/solver';
import { partFile } from './part_file';

export const loadSolver = partFile<Solver>('solver.js', __SOLVER_INTEGRITY__);
