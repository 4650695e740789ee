package org.cosearch.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command of a lab that has a predictor bundle and a table of architectures. */
abstract class LabCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    CommandSpec spec;

    @Mixin
    final LabOptions lab = new LabOptions();
}
