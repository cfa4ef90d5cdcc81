<#
.SYNOPSIS
Removes the Millwright agent's service and program files; asks before it deletes configuration, spool and credential.

.EXAMPLE
.\uninstall.ps1 -KeepData

.EXAMPLE
.\uninstall.ps1 -DeleteData -Confirm:$false
#>
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
param(
    [string] $ProgramFolder = (Join-Path $env:ProgramFiles 'Millwright Agent'),
    [string] $DataFolder = (Join-Path $env:ProgramData 'Millwright Agent'),
    # Keeps configuration, spool and credential, and does not ask.
    [switch] $KeepData,
    # Deletes them; what waits for the collector is lost.
    [switch] $DeleteData
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$service = 'millwright-agent'
$wrapper = Join-Path $ProgramFolder 'bin\millwright-agent-service.exe'

function Remove-Agent {
    if ($null -eq (Get-Service -Name $service -ErrorAction SilentlyContinue)) {
        return
    }
    Stop-Service -Name $service -ErrorAction SilentlyContinue
    if (Test-Path -LiteralPath $wrapper) {
        & $wrapper "//DS//$service" | Out-Null
    } else {
        & sc.exe delete $service | Out-Null
    }
    if ($LASTEXITCODE -ne 0) {
        throw "The service $service cannot be deleted (exit code $LASTEXITCODE). Is its window in services.msc open?"
    }
}

if ($KeepData -and $DeleteData) {
    throw 'Either -KeepData or -DeleteData.'
}
$delete = [bool] $DeleteData
if (-not $KeepData -and -not $DeleteData -and -not $WhatIfPreference -and (Test-Path -LiteralPath $DataFolder)) {
    $question = "Delete configuration, spool and credential in $DataFolder, too? What waits for the collector is lost. [y/N]"
    $delete = (Read-Host $question) -match '^[yY]'
}
if ($PSCmdlet.ShouldProcess("service $service", 'Stop and delete it')) {
    Remove-Agent
    if ([Diagnostics.EventLog]::SourceExists($service)) {
        [Diagnostics.EventLog]::DeleteEventSource($service)
    }
}
if ((Test-Path -LiteralPath $ProgramFolder) -and $PSCmdlet.ShouldProcess($ProgramFolder, 'Delete program files')) {
    Remove-Item -LiteralPath $ProgramFolder -Recurse -Force
}
if ($delete -and (Test-Path -LiteralPath $DataFolder) -and
    $PSCmdlet.ShouldProcess($DataFolder, 'Delete configuration, spool and credential')) {
    Remove-Item -LiteralPath $DataFolder -Recurse -Force
}
if (Test-Path -LiteralPath $DataFolder) {
    Write-Output "Kept: $DataFolder."
} else {
    Write-Output 'Everything is gone.'
}
