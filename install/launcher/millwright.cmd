@echo off
rem Starts @{distribution.title}.
rem   MILLWRIGHT_JAVA_HOME  which Java to use (else JAVA_HOME, else java on the PATH); 17 or newer
rem   MILLWRIGHT_JAVA_OPTS  further JVM options; they win over the ones below
setlocal enableextensions

set "home=%~dp0.."
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
if defined MILLWRIGHT_JAVA_HOME set "java=%MILLWRIGHT_JAVA_HOME%\bin\java.exe"

rem "call" keeps cmd from stripping the quotes of a path with blanks; no blocks below, because a
rem path with a parenthesis would end them.
set "version="
for /f "tokens=3" %%v in ('call "%java%" -version 2^>^&1 ^| findstr /i /c:" version "') do set "version=%%~v"
if not defined version goto nojava
for /f "tokens=1 delims=.-+" %%m in ("%version%") do set "feature=%%m"
if %feature% lss 17 goto oldjava

set "options=@{distribution.jvm}"
if %feature% geq 24 set "options=%options% --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
if %feature% geq 25 set "options=%options% @{distribution.jvm25}"

set "options=%options% %MILLWRIGHT_JAVA_OPTS%"
rem Every other MILLWRIGHT_ variable is configuration.
set "MILLWRIGHT_JAVA_HOME="
set "MILLWRIGHT_JAVA_OPTS="

"%java%" %options% "-Dmillwright.home=%home%" -cp "%home%\lib\*" @{distribution.main} %*
exit /b %errorlevel%

:nojava
echo @{distribution.name}: no Java found as "%java%". Install Java 17 or newer, or set MILLWRIGHT_JAVA_HOME. 1>&2
exit /b 1

:oldjava
echo @{distribution.name}: needs Java 17 or newer, but "%java%" is Java %version%. Set MILLWRIGHT_JAVA_HOME to a newer one. 1>&2
exit /b 1
