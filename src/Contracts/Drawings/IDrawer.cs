namespace MediaPipeline.Contracts.Drawings;

/// <summary>Draws covers, contact sheets and placeholders.</summary>
public interface IDrawer
{
    /// <summary>Changes whenever the same request may be drawn differently.</summary>
    string Version { get; }

    /// <summary>The encoded picture. Blocks while it draws: milliseconds for a cover, up to a second for a contact sheet.</summary>
    byte[] Draw(DrawingRequest request, CancellationToken cancellationToken);
}
