using System.Text;

namespace MediaPipeline.Silo;

/// <summary>
/// An output that the program can do without: a full disk or a closed pipe under it ends no import. What cannot be written is told once, if there is somewhere
/// to tell it.
/// </summary>
internal sealed class BestEffortWriter(TextWriter target, TextWriter? complaints = null) : TextWriter
{
    private bool _failed;

    public override Encoding Encoding => target.Encoding;

    public override void Write(char value) => Try(() => target.Write(value));

    public override void Write(string? value) => Try(() => target.Write(value));

    public override void WriteLine(string? value) => Try(() => target.WriteLine(value));

    public override void Flush() => Try(target.Flush);

    private void Try(Action write)
    {
        if (_failed)
        {
            return;
        }

        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _failed = true;
            complaints?.WriteLine($"Standard output cannot be written to ({e.Message.TrimEnd('.')}): progress is not shown from here on.");
        }
    }
}
