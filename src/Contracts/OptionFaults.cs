using System.Globalization;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Contracts;

/// <summary>Collects faults of the options of a section, in the same form for every validator.</summary>
/// <param name="section">The section of the configuration.</param>
public sealed class OptionFaults(string section) : ValidateOptionsResultBuilder
{
    public void CheckRange(string option, long value, long least, long most) =>
        Check(value >= least && value <= most, option, value, $"a number from {least} to {most}");

    /// <param name="remedy">What it can be set to: follows "set it to".</param>
    public void Check(bool isValid, string option, object? value, string remedy)
    {
        if (!isValid)
        {
            AddError(string.Create(CultureInfo.InvariantCulture, $"{section}:{option} is {value}; set it to {remedy}."));
        }
    }
}
