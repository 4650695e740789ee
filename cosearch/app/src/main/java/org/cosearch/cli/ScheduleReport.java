package org.cosearch.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.cosearch.accelerator.schedule.Goal;
import org.cosearch.accelerator.schedule.LayerTask;
import org.cosearch.accelerator.schedule.NetworkJob;
import org.cosearch.accelerator.schedule.Schedule;
import org.cosearch.accelerator.schedule.Schedule.Assignment;
import org.cosearch.accelerator.schedule.ScheduleProblem;
import org.cosearch.accelerator.schedule.Scheduler.MissesLatency;
import org.cosearch.accelerator.schedule.Scheduler.Result;
import org.cosearch.accelerator.schedule.Scheduler.RunsNowhere;
import org.cosearch.accelerator.schedule.Scheduler.Scheduled;
import org.cosearch.config.ScheduleFile;

/** What a scheduler answered, for people and for programs. */
record ScheduleReport(ScheduleFile file, Result result, Goal goal) {

    /** In which energies are shown. */
    private enum Unit {
        PICOJOULE("pJ", 1, "%,.1f"),
        MICROJOULE("uJ", 1e6, "%,.3f");

        private final String symbol;
        private final double picojoules;
        private final String format;

        Unit(String symbol, double picojoules, String format) {
            this.symbol = symbol;
            this.picojoules = picojoules;
            this.format = format;
        }

        static Unit of(Schedule schedule) {
            return schedule.energyPicojoules() < 10 * MICROJOULE.picojoules ? PICOJOULE : MICROJOULE;
        }

        String text(double energyPicojoules) {
            return String.format(Locale.ROOT, format, energyPicojoules / picojoules);
        }
    }

    void print(int columns, PrintWriter out) {
        if (result instanceof RunsNowhere nowhere) {
            out.printf("Layer (%s) of network (%s) runs on no sub-accelerator:%n", nowhere.layer(), nowhere.network());
            nowhere.reasons().forEach(reason -> out.printf("  %s%n", reason));
        } else if (result instanceof MissesLatency misses) {
            print(misses.fastest(), columns, out);
            out.println(misses(misses));
        } else if (result instanceof Scheduled scheduled) {
            print(scheduled.schedule(), columns, out);
            Unit unit = Unit.of(scheduled.schedule());
            out.printf(
                    "  %-12s %s%n",
                    "lower bound",
                    goal instanceof Goal.LeastMakespan
                            ? String.format(
                                    Locale.ROOT, "no schedule is shorter than %,.0f cycles", scheduled.lowerBound())
                            : "no schedule in time needs less than %s %s"
                                    .formatted(unit.text(scheduled.lowerBound()), unit.symbol));
            out.printf(
                    Locale.ROOT,
                    "  %-12s %s%n",
                    "gap",
                    scheduled.gap() == 0 ? "0, optimal" : "at most %.3f %%".formatted(100 * scheduled.gap()));
        }
    }

    private static String misses(MissesLatency misses) {
        return String.format(
                Locale.ROOT,
                misses.proven()
                        ? "%nNo schedule ends within %,d cycles: none is shorter than %,d cycles. This is the fastest one"
                                + " found."
                        : "%nNo schedule that ends within %,d cycles was found, and none is shorter than %,d cycles. This is"
                                + " the fastest one found.%nMaybe try --method exact, or ask for more cycles.",
                misses.latencyCycles(),
                misses.lowerBoundCycles());
    }

    private void print(Schedule schedule, int columns, PrintWriter out) {
        ScheduleProblem problem = file.problem();
        new Gantt(problem, schedule).print(columns, out);
        out.println();
        Unit unit = Unit.of(schedule);
        Table table = new Table(
                List.of("sub-accelerator", "network", "layer", "start", "end", "cycles", "energy " + unit.symbol),
                List.of(3, 4, 5, 6));
        schedule.assignments().stream()
                .sorted(Comparator.comparingLong(Assignment::startCycle).thenComparingLong(Assignment::endCycle))
                .forEach(each -> table.add(
                        each.subAccelerator(),
                        each.network(),
                        each.layer(),
                        each.startCycle(),
                        each.endCycle(),
                        each.endCycle() - each.startCycle(),
                        unit.text(each.energyPicojoules())));
        table.print(out);
        long fused = problem.networks().stream()
                .flatMap(job -> job.layers().stream())
                .mapToLong(task -> task.fused().size())
                .sum();
        out.println();
        if (fused > 0) {
            out.printf("%d more layers are part of these and take no cycles of their own.%n%n", fused);
        }
        out.printf(
                Locale.ROOT, "  %-12s %,d cycles%s%n", "makespan", schedule.makespanCycles(), milliseconds(schedule));
        out.printf("  %-12s %s %s%n", "energy", unit.text(schedule.energyPicojoules()), unit.symbol);
        for (String sub : problem.subAccelerators()) {
            long busy = busy(schedule, sub);
            out.printf(
                    Locale.ROOT,
                    "  %-12s %s, %,d cycles, %.1f %%%n",
                    "busy",
                    sub,
                    busy,
                    100.0 * busy / Math.max(1, schedule.makespanCycles()));
        }
    }

    private String milliseconds(Schedule schedule) {
        OptionalDouble clock = file.clockMegahertz();
        return clock.isPresent()
                ? String.format(Locale.ROOT, ", %,.4f ms", schedule.makespanCycles() / (clock.getAsDouble() * 1e3))
                : "";
    }

    private static long busy(Schedule schedule, String sub) {
        return schedule.on(sub).stream()
                .mapToLong(each -> each.endCycle() - each.startCycle())
                .sum();
    }

    /** The answer as an object; cycles from 0, energies in picojoule. */
    Map<String, Object> json(String method, double seconds) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("scheduled", result instanceof Scheduled);
        object.put("goal", goal instanceof Goal.LeastMakespan ? "makespan" : "energy");
        if (goal instanceof Goal.LeastEnergy least) {
            object.put("latency_cycles", least.latencyCycles());
        }
        object.put("method", method);
        object.put("seconds", seconds);
        if (result instanceof Scheduled scheduled) {
            object.put("lower_bound", scheduled.lowerBound());
            object.put("gap_percent", 100 * scheduled.gap());
            object.put("optimal", scheduled.gap() == 0);
            add(scheduled.schedule(), object);
        } else if (result instanceof MissesLatency misses) {
            object.put("reason", "No schedule that ends in time was found.");
            object.put("proven", misses.proven());
            object.put("lower_bound_cycles", misses.lowerBoundCycles());
            add(misses.fastest(), object);
        } else if (result instanceof RunsNowhere nowhere) {
            object.put("reason", "A layer runs on no sub-accelerator.");
            object.put("network", nowhere.network());
            object.put("layer", nowhere.layer());
            object.put("reasons", nowhere.reasons());
        }
        return object;
    }

    private void add(Schedule schedule, Map<String, Object> object) {
        object.put("makespan_cycles", schedule.makespanCycles());
        file.clockMegahertz().ifPresent(clock -> object.put("makespan_ms", schedule.makespanCycles() / (clock * 1e3)));
        object.put("energy_pj", schedule.energyPicojoules());
        List<Object> subs = new ArrayList<>();
        for (String sub : file.problem().subAccelerators()) {
            subs.add(Map.of("name", sub, "busy_cycles", busy(schedule, sub)));
        }
        object.put("sub_accelerators", subs);
        List<Object> assignments = new ArrayList<>();
        int next = 0;
        for (NetworkJob job : file.problem().networks()) {
            for (LayerTask task : job.layers()) {
                assignments.add(described(schedule.assignments().get(next++), task));
            }
        }
        object.put("assignments", assignments);
    }

    private static Map<String, Object> described(Assignment assignment, LayerTask task) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("network", assignment.network());
        object.put("layer", assignment.layer());
        object.put("fused", task.fused());
        object.put("sub_accelerator", assignment.subAccelerator());
        object.put("start_cycle", assignment.startCycle());
        object.put("end_cycle", assignment.endCycle());
        object.put("energy_pj", assignment.energyPicojoules());
        return object;
    }
}
