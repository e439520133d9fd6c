@echo off
rem omega-viewer @version@: one viewer's agent. "omega-viewer --help" says what it can do, README.md how it is set up.
rem Needs Java 25: runtime\ beside it, JAVA_HOME, or java on the PATH.
setlocal
set "HOME_DIR=%~dp0.."
set "JAVA=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA=%JAVA_HOME%\bin\java.exe"
if exist "%HOME_DIR%\runtime\bin\java.exe" set "JAVA=%HOME_DIR%\runtime\bin\java.exe"
rem Standard output of "mcp" carries the protocol alone: no option from outside may make the JVM print there.
if "%~1"=="mcp" (
  set "JAVA_TOOL_OPTIONS="
  set "JDK_JAVA_OPTIONS="
  set "_JAVA_OPTIONS="
)
rem Two JVMs must not share the directory that native libraries are unpacked in.
:again
set "PRIVATE_TMP=%TEMP%\omega-viewer-%RANDOM%%RANDOM%"
mkdir "%PRIVATE_TMP%" 2>nul || goto again
"%JAVA%" -XX:+UseSerialGC -Xms24m -Xmn8m -Xmx512m -XX:-UsePerfData --enable-native-access=ALL-UNNAMED ^
  "-Djava.io.tmpdir=%PRIVATE_TMP%" "-Donnxruntime.native.path=%HOME_DIR%\native" ^
  "-DZstdNativePath=%HOME_DIR%\native\@zstd.library@" "-Domega.model.directory=%HOME_DIR%\model" ^
  -cp "%HOME_DIR%\lib\omega-viewer.jar" %OMEGA_VIEWER_JAVA_OPTS% io.exogenesis.omega.viewer.launch.OmegaViewer %*
set "CODE=%ERRORLEVEL%"
rmdir /s /q "%PRIVATE_TMP%" 2>nul
exit /b %CODE%
