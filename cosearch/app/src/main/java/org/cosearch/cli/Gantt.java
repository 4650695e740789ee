package org.cosearch.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.cosearch.accelerator.schedule.NetworkJob;
import org.cosearch.accelerator.schedule.Schedule;
import org.cosearch.accelerator.schedule.Schedule.Assignment;
import org.cosearch.accelerator.schedule.ScheduleProblem;

/**
 * A schedule as a chart of text: a row for each sub-accelerator, a letter for each network. A column shows what runs for
 * most of its cycles.
 */
record Gantt(ScheduleProblem problem, Schedule schedule) {

    private static final char IDLE = '.';
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /** Prints the chart, no wider than {@code columns} but for long names. */
    void print(int columns, PrintWriter out) {
        int label = problem.subAccelerators().stream()
                .mapToInt(String::length)
                .max()
                .orElse(0);
        int width = Math.max(10, columns - label - 2);
        long makespan = schedule.makespanCycles();
        for (String sub : problem.subAccelerators()) {
            out.println(sub + " ".repeat(label - sub.length() + 1) + row(sub, width));
        }
        String end = String.format(Locale.ROOT, "%,d cycles", makespan);
        out.println(" ".repeat(label + 1) + "0" + " ".repeat(Math.max(1, width - 1 - end.length())) + end);
        for (int i = 0; i < problem.networks().size(); i++) {
            out.printf("%c %s%n", letter(i), problem.networks().get(i).network());
        }
    }

    private static char letter(int network) {
        return LETTERS.charAt(network % LETTERS.length());
    }

    private String row(String sub, int width) {
        List<Assignment> row = schedule.on(sub);
        List<String> names =
                problem.networks().stream().map(NetworkJob::network).toList();
        double cyclesPerColumn = Math.max(1, schedule.makespanCycles()) / (double) width;
        StringBuilder text = new StringBuilder();
        int first = 0;
        for (int column = 0; column < width; column++) {
            double from = column * cyclesPerColumn;
            double to = from + cyclesPerColumn;
            while (first < row.size() && row.get(first).endCycle() <= from) {
                first++;
            }
            double[] busy = new double[names.size()];
            double idle = cyclesPerColumn;
            for (int i = first; i < row.size() && row.get(i).startCycle() < to; i++) {
                Assignment each = row.get(i);
                double shared = Math.max(0, Math.min(to, each.endCycle()) - Math.max(from, each.startCycle()));
                busy[names.indexOf(each.network())] += shared;
                idle -= shared;
            }
            char shown = IDLE;
            double most = idle;
            for (int network = 0; network < busy.length; network++) {
                if (busy[network] > most) {
                    most = busy[network];
                    shown = letter(network);
                }
            }
            text.append(shown);
        }
        return text.toString();
    }
}
