using System.Globalization;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Contracts;

/// <summary>How every validator of options says what is wrong.</summary>
public static class OptionChecks
{
    /// <param name="section">The section of the configuration.</param>
    /// <param name="remedy">What it can be set to: follows "set it to".</param>
    public static void Check(this ValidateOptionsResultBuilder faults, bool isValid, string section, string option, object? value, string remedy)
    {
        if (!isValid)
        {
            faults.AddError(string.Create(CultureInfo.InvariantCulture, $"{section}:{option} is {value}; set it to {remedy}."));
        }
    }
}
