namespace MediaPipeline.Imaging.Pictures;

/// <summary>
/// A decoder other than libvips could not read a picture; <see cref="DecoderFault"/> tells of both. The text is for messages and the log only: nothing may be
/// decided on it.
/// </summary>
internal sealed class DecoderException(string message, Exception? inner = null) : Exception(message, inner);
