package org.cosearch.run;

import java.io.IOException;
import java.nio.file.Path;

/** A file of a run that was changed or damaged since it was written. */
public final class DamagedFileException extends IOException {

    private static final long serialVersionUID = 1L;

    DamagedFileException(Path file, int line, String problem) {
        super("%s:%d: %s.%nMaybe restore the file from a copy, or start the run anew in another folder."
                .formatted(file, line, problem));
    }
}
