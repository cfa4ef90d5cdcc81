<#
.SYNOPSIS
Installs the Millwright agent as a Windows service, or upgrades it.

.DESCRIPTION
Run it from the unpacked archive in an elevated PowerShell (5.1 or newer). Program files go to -ProgramFolder, configuration,
spool, credential and logs to -DataFolder, which only administrators and the service may read. Called again with a newer
archive it replaces the program files and keeps everything else. -WhatIf shows what it would do and does nothing.

.EXAMPLE
.\install.ps1 -EnrollmentToken mw1.AbC...

.EXAMPLE
.\install.ps1 -Collector https://collector.example:8443 -WhatIf
#>
[CmdletBinding(SupportsShouldProcess = $true)]
param(
    # What "millwright-collector enroll" printed; it names the collector, too.
    [string] $EnrollmentToken,
    # The collector's address, where there is no token.
    [string] $Collector,
    # Who the service is: its own virtual account, with no rights but a user's.
    [ValidateSet('NT SERVICE\millwright-agent', 'NT AUTHORITY\LocalService')]
    [string] $ServiceAccount = 'NT SERVICE\millwright-agent',
    # A Java 17 or newer, where the archive brings none.
    [string] $JavaHome,
    [string] $ProgramFolder = (Join-Path $env:ProgramFiles 'Millwright Agent'),
    [string] $DataFolder = (Join-Path $env:ProgramData 'Millwright Agent'),
    # Installs it, and leaves starting it to you.
    [switch] $NoStart
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$service = 'millwright-agent'
$source = Split-Path -Parent $MyInvocation.MyCommand.Path
$wrapper = Join-Path $ProgramFolder 'bin\millwright-agent-service.exe'
$configuration = Join-Path $DataFolder 'agent.yaml'
$state = Join-Path $DataFolder 'data'
$logs = Join-Path $DataFolder 'logs'

function Assert-Administrator {
    $identity = [Security.Principal.WindowsIdentity]::GetCurrent()
    $principal = New-Object Security.Principal.WindowsPrincipal($identity)
    if (-not $principal.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) {
        throw 'install.ps1 needs an elevated PowerShell: choose "Run as administrator".'
    }
}

function Invoke-Program {
    param([string] $Program, [string[]] $Arguments, [string] $Purpose)
    & $Program @Arguments | Out-Null
    if ($LASTEXITCODE -ne 0) {
        throw "$Purpose failed: $(Split-Path -Leaf $Program) ended with exit code $LASTEXITCODE."
    }
}

# The feature number of a Java home, such as 17; 0 where there is none that a service could load.
function Get-JavaVersion {
    param([string] $JavaFolder)
    $release = Join-Path $JavaFolder 'release'
    $library = Join-Path $JavaFolder 'bin\server\jvm.dll'
    if (-not (Test-Path -LiteralPath $release) -or -not (Test-Path -LiteralPath $library)) {
        return 0
    }
    $line = Select-String -LiteralPath $release -Pattern '^JAVA_VERSION="(\d+)' | Select-Object -First 1
    if ($null -eq $line) {
        return 0
    }
    return [int] $line.Matches[0].Groups[1].Value
}

function Find-Java {
    $candidates = @()
    if ($JavaHome) {
        $candidates += $JavaHome
    } else {
        $candidates += (Join-Path $ProgramFolder 'runtime')
        if ($env:JAVA_HOME) {
            $candidates += $env:JAVA_HOME
        }
        foreach ($vendor in 'Eclipse Adoptium', 'Java', 'Microsoft', 'Zulu', 'Amazon Corretto', 'BellSoft') {
            $folder = Join-Path $env:ProgramFiles $vendor
            if (Test-Path -LiteralPath $folder) {
                $candidates += @(Get-ChildItem -LiteralPath $folder -Directory | ForEach-Object { $_.FullName })
            }
        }
    }
    foreach ($candidate in $candidates) {
        if ((Get-JavaVersion $candidate) -ge 17) {
            return $candidate
        }
    }
    throw "No Java 17 or newer with bin\server\jvm.dll found. Looked in: $($candidates -join '; '). Name one: -JavaHome FOLDER."
}

# Administrators and the system own the folder, by identifiers that are the same in every language; the service may read it,
# and write where it is told. Nobody else gets in.
function Protect-Folder {
    param([string] $Folder, [bool] $WritableByService)
    $right = 'RX'
    if ($WritableByService) {
        $right = 'M'
    }
    $grants = @('*S-1-5-18:(OI)(CI)F', '*S-1-5-32-544:(OI)(CI)F', "${ServiceAccount}:(OI)(CI)$right")
    Invoke-Program 'icacls.exe' (@($Folder, '/inheritance:r', '/grant:r') + $grants) "Protecting $Folder"
}

function Stop-Agent {
    $existing = Get-Service -Name $service -ErrorAction SilentlyContinue
    if ($null -ne $existing -and $existing.Status -ne 'Stopped') {
        Stop-Service -Name $service
        $existing.WaitForStatus('Stopped', (New-TimeSpan -Seconds 30))
    }
}

# Old libraries must not stay beside new ones.
function Copy-Program {
    New-Item -ItemType Directory -Force -Path $ProgramFolder | Out-Null
    foreach ($part in 'bin', 'lib', 'runtime') {
        $old = Join-Path $ProgramFolder $part
        if (Test-Path -LiteralPath $old) {
            Remove-Item -LiteralPath $old -Recurse -Force
        }
        $new = Join-Path $source $part
        if (Test-Path -LiteralPath $new) {
            Copy-Item -LiteralPath $new -Destination $ProgramFolder -Recurse
        }
    }
    foreach ($file in 'LICENSE', 'THIRD-PARTY.txt', 'uninstall.ps1') {
        Copy-Item -LiteralPath (Join-Path $source $file) -Destination $ProgramFolder -Force
    }
}

function Write-Configuration {
    foreach ($folder in $DataFolder, $state, $logs) {
        New-Item -ItemType Directory -Force -Path $folder | Out-Null
    }
    if (Test-Path -LiteralPath $configuration) {
        Write-Verbose "$configuration is kept as it is."
        return
    }
    $lines = @(Get-Content -LiteralPath (Join-Path $source 'conf\agent.yaml'))
    if ($Collector) {
        $lines = $lines -replace '^(\s*collector:).*', "`$1 $Collector"
    } elseif ($EnrollmentToken) {
        # an enrolled agent knows its collectors
        $lines = $lines -replace '^(\s*)delivery:.*', '$1#delivery:' -replace '^(\s*)(collector:.*)', '$1#$2'
    }
    # In single quotes YAML takes backslashes as they are.
    $lines += ''
    $lines += "data: '$state'"
    [IO.File]::WriteAllLines($configuration, [string[]] $lines, (New-Object Text.UTF8Encoding($false)))
}

function Get-JvmOption {
    param([int] $Version)
    $options = @(
        '-XX:+UseSerialGC', '-Xms4m', '-Xmx32m', '-XX:MinHeapFreeRatio=10', '-XX:MaxHeapFreeRatio=30',
        '-XX:TieredStopAtLevel=1', '-XX:CICompilerCount=1', '-XX:ReservedCodeCacheSize=16m', '-XX:-UsePerfData',
        '-XX:+ExitOnOutOfMemoryError', '-Dfile.encoding=UTF-8', '-Djava.awt.headless=true',
        "-Dmillwright.home=$ProgramFolder", "-Djna.tmpdir=$state"
    )
    if ($Version -ge 24) {
        $options += '--enable-native-access=ALL-UNNAMED'
        $options += '--sun-misc-unsafe-memory-access=allow'
    }
    if ($Version -ge 25) {
        $options += '-XX:+UseCompactObjectHeaders'
    }
    return $options
}

function Register-Agent {
    param([string] $Java)
    $verb = '//IS//'
    if ($null -ne (Get-Service -Name $service -ErrorAction SilentlyContinue)) {
        $verb = '//US//'
    }
    $options = (Get-JvmOption (Get-JavaVersion $Java)) -join ';'
    $classpath = @(Get-ChildItem -LiteralPath (Join-Path $ProgramFolder 'lib') -Filter '*.jar' | Sort-Object Name |
            ForEach-Object { $_.FullName }) -join ';'
    $settings = @(
        "$verb$service",
        '--DisplayName=Millwright agent',
        '--Description=Measures this server and delivers to a Millwright collector.',
        '--Startup=delayed',
        "--Install=$wrapper",
        "--Jvm=$(Join-Path $Java 'bin\server\jvm.dll')",
        "--JavaHome=$Java",
        "--Classpath=$classpath",
        "--JvmOptions=$options",
        '--StartMode=jvm', '--StartClass=millwright.agent.WindowsService', '--StartMethod=start',
        "--StartParams=run;--config;$configuration",
        "--StartPath=$DataFolder",
        '--StopMode=jvm', '--StopClass=millwright.agent.WindowsService', '--StopMethod=stop', '--StopTimeout=20',
        "--LogPath=$logs", '--LogPrefix=service', '--LogLevel=Info', '--StdOutput=auto', '--StdError=auto'
    )
    Invoke-Program $wrapper $settings 'Registering the service'
    Invoke-Program 'sc.exe' @('config', $service, 'obj=', $ServiceAccount) 'Setting the service account'
    Invoke-Program 'sc.exe' @('sidtype', $service, 'unrestricted') 'Giving the service an identity of its own'
    # Again after 5 s, 30 s, then every minute; a day without a failure starts the count anew.
    Invoke-Program 'sc.exe' @('failure', $service, 'reset=', '86400', 'actions=',
        'restart/5000/restart/30000/restart/60000') 'Setting the recovery options'
    Invoke-Program 'sc.exe' @('failureflag', $service, '1') 'Setting the recovery options'
}

function Register-EventSource {
    if (-not [Diagnostics.EventLog]::SourceExists($service)) {
        [Diagnostics.EventLog]::CreateEventSource($service, 'Application')
    }
    $release = Split-Path -Leaf $source
    [Diagnostics.EventLog]::WriteEntry($service, "$release was installed in $ProgramFolder.", 'Information', 1)
}

# By the administrator; what that leaves in the folder then takes on the folder's own rights.
function Register-Enrollment {
    param([string] $Java)
    $arguments = @('-Xmx32m', '-cp', (Join-Path $ProgramFolder 'lib\*'), 'millwright.agent.Main',
        'enroll', $EnrollmentToken, '--config', $configuration)
    & (Join-Path $Java 'bin\java.exe') @arguments
    if ($LASTEXITCODE -ne 0) {
        throw "Enrolling failed (exit code $LASTEXITCODE); its words are above. The service is installed, and not started."
    }
    Invoke-Program 'icacls.exe' @((Join-Path $state '*'), '/reset', '/T', '/C', '/Q') 'Handing over the credential'
}

foreach ($folder in $ProgramFolder, $DataFolder) {
    if ($folder -match '[;#'']') {
        throw "$folder has one of the characters ; # ' in it, which the service wrapper does not take."
    }
}
if ($Collector -and $Collector -notmatch '^https?://[^\s''"]+$') {
    throw "-Collector is '$Collector'. Write an address such as https://collector.example:8443."
}
$java = $null
if (-not $WhatIfPreference) {
    Assert-Administrator
}
if ($PSCmdlet.ShouldProcess("service $service", 'Stop it if it runs')) {
    Stop-Agent
}
if ($PSCmdlet.ShouldProcess($ProgramFolder, 'Copy program files, replacing older ones')) {
    Copy-Program
}
if ($PSCmdlet.ShouldProcess($configuration, 'Write a configuration if there is none')) {
    Write-Configuration
}
if ($PSCmdlet.ShouldProcess("service $service", "Register it as $ServiceAccount, with recovery options and event source")) {
    $java = Find-Java
    Register-Agent $java
    Register-EventSource
}
if ($PSCmdlet.ShouldProcess("$ProgramFolder and $DataFolder", 'Let nobody but administrators and the service in')) {
    Protect-Folder $ProgramFolder $false
    Protect-Folder $DataFolder $false
    Protect-Folder $state $true
    Protect-Folder $logs $true
}
if ($EnrollmentToken -and $PSCmdlet.ShouldProcess('the collector', 'Trade the enrollment token for a credential')) {
    Register-Enrollment $java
}
if (-not $NoStart -and $PSCmdlet.ShouldProcess("service $service", 'Start it')) {
    Start-Service -Name $service
}
Write-Output "Configuration: $configuration. Logs: $logs. Removal: $(Join-Path $ProgramFolder 'uninstall.ps1')."
