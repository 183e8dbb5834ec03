package com.foobar.deploy.inventory;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a file that the user named. */
final class TextFile {
    private TextFile() {}

    /** @throws com.foobar.deploy.diagnostic.DeployException where it does not exist, cannot be read or is not UTF-8 */
    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw failure(ErrorCode.FILE_NOT_FOUND, "there is no file `" + file + "`", file, e);
        } catch (CharacterCodingException e) {
            throw failure(ErrorCode.INVENTORY_SYNTAX, "`" + file + "` is not UTF-8 text", file, e);
        } catch (IOException e) {
            throw failure(ErrorCode.FILE_NOT_READABLE, "cannot read `" + file + "`: " + e.getMessage(), file, e);
        }
    }

    private static RuntimeException failure(ErrorCode code, String message, Path file, IOException cause) {
        return Diagnostic.of(code, message).at(Place.of(file.toString())).toException(cause);
    }
}
