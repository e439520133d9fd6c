package io.exogenesis.omega.core;

import io.exogenesis.omega.journal.FileLayer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Looks for a text in all that lies on a disk, as somebody who got hold of it would. */
public final class DiskText {
    private DiskText() {}

    public static boolean isOn(FileLayer disk, String text) throws IOException {
        for (String name : disk.list()) {
            try (FileLayer.File file = disk.open(name)) {
                ByteBuffer all = ByteBuffer.allocate((int) file.size());
                file.read(0, all);
                if (new String(all.array(), StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }
}
