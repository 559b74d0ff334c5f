namespace MediaPipeline.Silo.Imports;

/// <summary>Text in one line of a terminal: file names may contain line breaks and the terminal's own commands.</summary>
internal static class Printable
{
    public static string Of(string? text) => string.Concat((text ?? "").Select(c => char.IsControl(c) ? '\uFFFD' : c));
}
