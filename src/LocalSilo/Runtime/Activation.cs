using Orleans;
using Orleans.Runtime;
namespace MediaPipeline.LocalSilo.Runtime;
internal sealed class Activation : IGrainContext
{
    public GrainReference GrainReference => throw new NotSupportedException();
    public GrainId GrainId => throw new NotSupportedException();
    public object? GrainInstance => throw new NotSupportedException();
    public IServiceProvider ActivationServices => throw new NotSupportedException();
    public Task Deactivated => throw new NotSupportedException();
    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    public void DelayDeactivation(TimeSpan timeSpan) => throw new NotSupportedException();
    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);
}
